-- Operators list requests and suggestions by what became of them.
create index help_requests_by_status on help_requests (status, request_id);
create index suggestions_by_status on suggestions (status, suggestion_id);
