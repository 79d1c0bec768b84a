# One file for every service: docker build --build-arg SERVICE=user-service -t concierge/user-service .
# The console by itself, since the JDK's image has no Node.js; Maven finds it built and leaves it alone.
FROM node:20-slim AS console
WORKDIR /src
COPY contracts/http contracts/http
COPY dashboard dashboard
RUN --mount=type=cache,target=/root/.npm CI=1 dashboard/build.sh build

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
COPY --from=console /src/dashboard/target/classes dashboard/target/classes
# All services at once: what takes no argument is built once for all images.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw -q -B -ntp -Pquick -pl '!bench,!e2e,!k8s' package

FROM build AS layers
ARG SERVICE
RUN java -Djarmode=tools -jar "${SERVICE:?build with --build-arg SERVICE=<folder>}"/target/"$SERVICE"-*.jar \
    extract --layers --destination /app --application-filename app.jar \
    && if [ -e "$SERVICE/java.options" ]; then cp "$SERVICE/java.options" /app/; else : > /app/java.options; fi

FROM eclipse-temurin:25-jre
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="$SERVICE" \
      org.opencontainers.image.description="Concierge: guest-engagement platform" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="Apache-2.0"
# The root file system may be read-only: a service writes to /tmp and its state folder only. A new volume on the state
# folder takes its owner from here.
RUN install -d -o 10001 -g 10001 /var/lib/concierge
WORKDIR /app
# what changes least comes first
COPY --from=layers /app/dependencies/ ./
COPY --from=layers /app/spring-boot-loader/ ./
COPY --from=layers /app/snapshot-dependencies/ ./
COPY --from=layers /app/application/ /app/java.options ./
ENV CONCIERGE_STATE_DIR=/var/lib/concierge
# numeric, so that runAsNonRoot can be checked
USER 10001:10001
# The JVM would choose the serial collector by itself below 2 CPUs or 1792 MB only; said here, so that a pod with more
# runs as the one that was measured. Larger heaps: JDK_JAVA_OPTIONS=-XX:-UseSerialGC -XX:+UseG1GC.
# The heap leaves a third of the container's memory to metaspace, threads and buffers. What one service needs beside it
# stands in its folder's java.options.
ENTRYPOINT ["java", "@java.options", "-XX:MaxRAMPercentage=66", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "app.jar"]
