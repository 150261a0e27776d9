# One image for every role. Both bases are arguments, so that an image of your own registry can stand in.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre-noble

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -DskipTests -pl cli -am package

FROM ${RUNTIME_IMAGE}
RUN groupadd --system --gid 65532 flux-stream \
 && useradd --system --uid 65532 --gid 65532 --no-create-home --home-dir /var/lib/flux-stream flux-stream \
 && install -d -o flux-stream -g flux-stream /var/lib/flux-stream
COPY --from=build /src/cli/target/flux-stream /opt/flux-stream
ENV PATH=/opt/flux-stream/bin:$PATH
USER 65532:65532
WORKDIR /var/lib/flux-stream
ENTRYPOINT ["flux-stream"]
CMD ["--help"]
