/** The system as data, and what each process of it is started with. */
@NullMarked
package dev.concierge.localstack.fleet;

import org.jspecify.annotations.NullMarked;
