package dev.concierge.platform.idempotency;

import java.util.function.Supplier;

/** Which operation the request under way asks for, such as {@code POST /bookings}; empty where there is none. */
@FunctionalInterface
interface OperationUnderWay extends Supplier<String> {}
