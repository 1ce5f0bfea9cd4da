/**
 * The schema registry's own memory: which subject has which versions, which id names which schema,
 * and which schema may follow which. No HTTP here; {@link io.evenkeel.platform.EmbeddedRegistry}
 * puts it on the network, and the serdes' {@code mock://} address uses it directly.
 */
@NullMarked
package io.evenkeel.platform.registry;

import org.jspecify.annotations.NullMarked;
