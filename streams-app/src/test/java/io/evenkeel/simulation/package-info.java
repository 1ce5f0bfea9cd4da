/**
 * The pipeline under a seeded scheduler and a virtual clock: the real tasks of the real topology,
 * on topics that are kept in memory, beside a generated book, advisors and custodians. See
 * docs/simulation.md.
 */
package io.evenkeel.simulation;
