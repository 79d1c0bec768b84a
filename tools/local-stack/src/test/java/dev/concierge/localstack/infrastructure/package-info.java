@NullMarked
package dev.concierge.localstack.infrastructure;

import org.jspecify.annotations.NullMarked;
