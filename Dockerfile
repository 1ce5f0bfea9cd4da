# Builds the application and packs it on a Java runtime; docker-compose.yml uses it. The same image without a
# Docker engine: mvn -Pimage, see docs/deployment.md. A test holds the two to the same entry point and user.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn --batch-mode --no-transfer-progress -pl streams-app -am -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:17.0.19_10-jre-noble
RUN groupadd --system --gid 10001 evenkeel \
 && useradd --system --uid 10001 --gid evenkeel --create-home --home-dir /var/lib/evenkeel evenkeel
COPY --from=build /src/streams-app/target/evenkeel-streams-app.jar /opt/evenkeel/classpath/
COPY --from=build /src/streams-app/target/lib /opt/evenkeel/libs
USER 10001:10001
WORKDIR /var/lib/evenkeel
EXPOSE 8080
ENTRYPOINT ["java", "-Djdk.console=java.base", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-cp", "/opt/evenkeel/classpath/*:/opt/evenkeel/libs/*", "io.evenkeel.Evenkeel"]
