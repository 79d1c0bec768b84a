/** One class per command of `./concierge`. */
@NullMarked
package dev.concierge.localstack.command;

import org.jspecify.annotations.NullMarked;
