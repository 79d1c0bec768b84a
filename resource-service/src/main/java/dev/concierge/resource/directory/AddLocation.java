package dev.concierge.resource.directory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AddLocation {
    private final Directory directory;

    AddLocation(Directory directory) {
        this.directory = directory;
    }

    @Transactional
    public void add(Location location) {
        if (!directory.add(location)) {
            throw new LocationExists(location.business(), location.id());
        }
        String name = location.id().joinedTo(location.business());
        if (!directory.claimName(name, location.business(), location.id())) {
            throw new NameTaken(name);
        }
    }
}
