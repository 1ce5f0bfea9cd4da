/** One running instance: what is checked, started and ended, and in which order. */
@NullMarked
package io.evenkeel.instance;

import org.jspecify.annotations.NullMarked;
