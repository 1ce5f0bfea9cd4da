@NullMarked
package io.evenkeel.chaos;

import org.jspecify.annotations.NullMarked;
