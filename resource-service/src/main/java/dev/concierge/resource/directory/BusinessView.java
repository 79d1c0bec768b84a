package dev.concierge.resource.directory;

record BusinessView(String businessId, String name, String zone, String shardId, String state) {
    static BusinessView of(Business business) {
        return new BusinessView(
                business.id().value(),
                business.name(),
                business.zone().getId(),
                business.shard().value(),
                state(business.isOpen(), business.isErasing()));
    }

    static String state(boolean isOpen, boolean isErasing) {
        return isErasing ? "erasing" : isOpen ? "open" : "closed";
    }
}
