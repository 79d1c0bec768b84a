package dev.concierge.resource.directory;

import java.time.ZoneId;

record Business(BusinessId id, String name, ZoneId zone) {}
