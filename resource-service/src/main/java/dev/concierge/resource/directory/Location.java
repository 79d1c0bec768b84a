package dev.concierge.resource.directory;

import java.time.ZoneId;

record Location(BusinessId business, LocationId id, String name, ZoneId zone) {}
