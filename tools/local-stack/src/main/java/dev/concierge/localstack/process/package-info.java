/** Processes that outlive the command that started them: spawned, recorded, watched, stopped. */
@NullMarked
package dev.concierge.localstack.process;

import org.jspecify.annotations.NullMarked;
