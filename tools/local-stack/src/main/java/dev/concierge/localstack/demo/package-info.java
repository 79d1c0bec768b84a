/** The registration scenario, run at any size and counted to the end. */
@NullMarked
package dev.concierge.localstack.demo;

import org.jspecify.annotations.NullMarked;
