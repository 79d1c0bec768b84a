package dev.concierge.resource.directory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AddBusiness {
    private final Directory directory;

    AddBusiness(Directory directory) {
        this.directory = directory;
    }

    @Transactional
    public void add(Business business) {
        if (!directory.add(business)) {
            throw new BusinessExists(business.id());
        }
        if (!directory.claimName(business.id().value(), business.id(), null)) {
            throw new NameTaken(business.id().value());
        }
    }
}
