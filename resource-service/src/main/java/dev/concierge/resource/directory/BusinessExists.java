package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;

final class BusinessExists extends Fact {
    BusinessExists(BusinessId business) {
        super(Kind.CONFLICT, "business-exists", "There is a business " + business + " already.");
    }
}
