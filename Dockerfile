# One stage: what ./weirpool built (app/target/weirpool) on a JRE. Build that first:
#   mvn -B -Dquick -Dmaven.test.skip=true -pl app -am package && docker build -t weirpool .
FROM eclipse-temurin:17-jre
RUN useradd --uid 10001 --create-home weirpool
COPY app/target/weirpool /opt/weirpool
USER weirpool
WORKDIR /home/weirpool
# 8080: ingest, reads; 8081: health and metrics of processor and sink, as deploy/weirpool.yaml has it.
EXPOSE 8080 8081
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-Dcalcite.default.charset=UTF-8", "-jar", "/opt/weirpool/weirpool.jar"]
CMD ["--help"]
