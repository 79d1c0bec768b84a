import type { components as ConciergeApi } from '../../generated/concierge-service';
import type { components as EventApi } from '../../generated/event-service';
import type { components as JourneyApi } from '../../generated/journey-service';
import type { components as HubApi } from '../../generated/notification-hub';
import type { components as ResourceApi } from '../../generated/resource-service';
import type { components as UserApi } from '../../generated/user-service';

export type Guest = UserApi['schemas']['UserView'];
export type GuestDetails = UserApi['schemas']['UserDetails'];
export type Profile = UserApi['schemas']['ProfileView'];
export type Preferences = UserApi['schemas']['Preferences'];
export type Channel = UserApi['schemas']['Channel'];
export type DeadLetter = UserApi['schemas']['DeadLetterView'];
export type RemovedLetter = UserApi['schemas']['RemovedLetterView'];
export type Gap = UserApi['schemas']['GapView'];
export type Operator = UserApi['schemas']['OperatorView'];
export type PasswordLink = UserApi['schemas']['OperatorLinkView'];
export type ApiClient = UserApi['schemas']['ClientView'];
export type ClientSecret = UserApi['schemas']['ClientSecretView'];
export type Scope = NonNullable<UserApi['schemas']['CreateClient']['scopes']>[number];
export type AuditRow = UserApi['schemas']['AuditRowView'];
export type WriteKey = EventApi['schemas']['WriteKey'];
export type GuestEvent = EventApi['schemas']['UserEventView'];
export type Trigger = EventApi['schemas']['TriggerView'];
export type Journey = JourneyApi['schemas']['JourneyView'];
export type Run = JourneyApi['schemas']['RunView'];
export type Step = JourneyApi['schemas']['StepView'];
export type Refusal = JourneyApi['schemas']['RefusalView'];
export type InboxItem = HubApi['schemas']['InboxItem'];
export type Consent = UserApi['schemas']['Consent'];
export type Notification = HubApi['schemas']['NotificationView'];
export type LiveTopic = HubApi['schemas']['TopicView'];
export type Business = ResourceApi['schemas']['BusinessView'];
export type Location = ResourceApi['schemas']['LocationView'];
export type Found = ConciergeApi['schemas']['FoundItem'];
export type Curated = ConciergeApi['schemas']['CuratedItem'];

/** One page of a list. */
export interface Page<T> {
  items?: T[];
  next?: string;
}
