-- Lists are read in their order from an index, however long they become: a journey's refusals, a tenant's experiences.
CREATE INDEX refusals_of_journey ON refusals (journey_id, user_id, reason);
CREATE INDEX experiences_of_business ON experiences (business_id, experience_id) WHERE withdrawn_at IS NULL;
CREATE INDEX experiences_in_order ON experiences (experience_id) WHERE withdrawn_at IS NULL;
