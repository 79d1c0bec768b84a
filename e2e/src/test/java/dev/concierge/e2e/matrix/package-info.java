/** Bad input on every route, generated from the OpenAPI documents of a running fleet. */
@NullMarked
package dev.concierge.e2e.matrix;

import org.jspecify.annotations.NullMarked;
