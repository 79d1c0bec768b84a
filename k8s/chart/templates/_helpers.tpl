{{- define "concierge.labels" -}}
app.kubernetes.io/part-of: concierge
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "concierge.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "concierge.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- /* A service with the defaults below its own keys, as JSON. */ -}}
{{- define "concierge.service" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy .service) (dict "name" .name) | toJson }}
{{- end }}

{{- /* Every key of the Secret, as a JSON list. */ -}}
{{- define "concierge.secretKeys" -}}
{{- $keys := list "signing-key" "operator-password" "postgres-password" "kafka-password" "cache-password" "turn-secret" "client-secret-app" "client-secret-cli" }}
{{- range $name, $service := .Values.services }}
{{- $service = include "concierge.service" (dict "root" $ "name" $name "service" $service) | fromJson }}
{{- $keys = append $keys (printf "client-secret-%s" $name) }}
{{- if $service.database }}{{ $keys = append $keys (printf "db-password-%s" $name) }}{{ end }}
{{- end }}
{{- $keys | toJson }}
{{- end }}

{{- /* The keys that one service's pods see, as a JSON list. */ -}}
{{- define "concierge.serviceSecretKeys" -}}
{{- $keys := list (printf "client-secret-%s" .service.name) }}
{{- if eq .service.name "user-service" }}
{{- $keys = list "signing-key" "operator-password" "client-secret-app" "client-secret-cli" }}
{{- range $name, $_ := .root.Values.services }}{{ $keys = append $keys (printf "client-secret-%s" $name) }}{{ end }}
{{- end }}
{{- if .service.database }}{{ $keys = append $keys (printf "db-password-%s" .service.name) }}{{ end }}
{{- if and .service.kafka (hasPrefix "SASL_" .root.Values.kafka.protocol) }}{{ $keys = append $keys "kafka-password" }}{{ end }}
{{- if and .service.redis .root.Values.redis.authenticated }}{{ $keys = append $keys "cache-password" }}{{ end }}
{{- if and .root.Values.turn.enabled (eq .service.name "datemaker") }}{{ $keys = append $keys "turn-secret" }}{{ end }}
{{- concat $keys .root.Values.secrets.extraKeys | toJson }}
{{- end }}

{{- /* The origins under which browsers find the gateway, by commas; without an edge those of a port-forward. */ -}}
{{- define "concierge.origins" -}}
{{- $origins := .Values.origins }}
{{- if and (not $origins) .Values.ingress.enabled }}
{{- $origins = list (printf "%s://%s" (ternary "https" "http" (ne .Values.ingress.tlsSecret "")) .Values.ingress.host) }}
{{- end }}
{{- if and (not $origins) .Values.httpRoute.enabled }}
{{- range .Values.httpRoute.hostnames }}{{ $origins = append $origins (printf "https://%s" .) }}{{ end }}
{{- end }}
{{- $origins | default (list "http://localhost:8080") | join "," }}
{{- end }}

{{- /* Where a service's database is and who it is there; nothing for a service without one. */ -}}
{{- define "concierge.databaseAccess" -}}
{{- if .service.database }}
{{- $database := .service.name | replace "-" "_" -}}
- name: CONCIERGE_DB_URL
  value: "jdbc:postgresql://{{ .root.Values.postgres.host }}:{{ .root.Values.postgres.port }}/{{ $database }}
    {{- with .root.Values.postgres.parameters }}?{{ . }}{{ end }}"
- {name: CONCIERGE_DB_USER, value: {{ $database }}}
- {name: CONCIERGE_DB_PASSWORD, value: {{ printf "${db-password-%s}" .service.name | quote }}}
{{- end }}
{{- end }}

{{- define "concierge.volumeMounts" -}}
- {name: secrets, mountPath: /run/concierge/secrets, readOnly: true}
- {name: state, mountPath: /var/lib/concierge}
- {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "concierge.volumes" -}}
- name: secrets
  secret:
    secretName: {{ .root.Values.secrets.name }}
    defaultMode: 0440
    items:
      {{- range include "concierge.serviceSecretKeys" (dict "root" .root "service" .service) | fromJsonArray }}
      - {key: {{ . }}, path: {{ . }}}
      {{- end }}
- name: state
  emptyDir: {}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- end }}
