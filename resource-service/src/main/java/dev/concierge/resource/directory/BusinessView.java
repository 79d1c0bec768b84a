package dev.concierge.resource.directory;

record BusinessView(String businessId, String name, String zone) {
    static BusinessView of(Business business) {
        return new BusinessView(
                business.id().value(), business.name(), business.zone().getId());
    }
}
