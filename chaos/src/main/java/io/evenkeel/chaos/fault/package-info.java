/** What is done to the processes of a run, and when. */
@NullMarked
package io.evenkeel.chaos.fault;

import org.jspecify.annotations.NullMarked;
