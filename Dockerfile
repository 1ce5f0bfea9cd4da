# Builds the application and packs it on a Java runtime; docker-compose.yml uses it.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn --batch-mode --no-transfer-progress -DskipTests package

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /var/lib/evenkeel evenkeel
COPY --from=build /src/streams-app/target/evenkeel-streams-app.jar /opt/evenkeel/
COPY --from=build /src/streams-app/target/lib /opt/evenkeel/lib
USER evenkeel
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/evenkeel/evenkeel-streams-app.jar"]
