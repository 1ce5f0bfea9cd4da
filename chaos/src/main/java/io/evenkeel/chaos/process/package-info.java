/**
 * The processes of a run: brokers, a registry, a custodian, and instances of the application, each
 * a JVM of its own that can be killed, stopped and started again.
 */
@NullMarked
package io.evenkeel.chaos.process;

import org.jspecify.annotations.NullMarked;
