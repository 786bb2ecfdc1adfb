# An image that holds the tool alone: docker build -t doorward . && docker run --rm -v "$PWD:/policies" doorward check .
FROM debian:12-slim AS build
WORKDIR /doorward
COPY . .
RUN ./dev package

FROM debian:12-slim
COPY --from=build /doorward/build/release/packages/*.deb /tmp/
RUN apt-get update && apt-get install --yes --no-install-recommends git /tmp/*.deb && rm -rf /tmp/*.deb /var/lib/apt/lists/*
WORKDIR /policies
ENTRYPOINT ["doorward"]
CMD ["--help"]
