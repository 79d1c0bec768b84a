package dev.concierge.search;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;

@FlowTest(topics = {"items", "date-events"})
class RouteFlowTests implements RouteRules {}
