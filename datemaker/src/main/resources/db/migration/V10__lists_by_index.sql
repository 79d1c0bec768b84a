-- Lists are read in their order from an index, however long they become: all reports, the registrations of an event.
create index reports_by_time on reports (reported_at, report_id);
create index registrations_of_event on registrations (event_id, registered_at, user_id);
