/**
 * What is known of an account and of what it should look like: account, sleeves, holdings, target,
 * components, model, security.
 */
@NullMarked
package io.evenkeel.core.book;

import org.jspecify.annotations.NullMarked;
