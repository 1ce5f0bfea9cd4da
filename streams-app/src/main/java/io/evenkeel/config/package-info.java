/** Every configuration key, what it means, its default, and the reading of it. */
@NullMarked
package io.evenkeel.config;

import org.jspecify.annotations.NullMarked;
