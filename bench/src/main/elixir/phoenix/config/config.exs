import Config

config :phoenix, :json_library, Jason

config :phoenix_peer, PhoenixPeer.Endpoint,
  adapter: Bandit.PhoenixAdapter,
  pubsub_server: PhoenixPeer.PubSub,
  render_errors: [formats: [json: PhoenixPeer.ErrorJSON], layout: false],
  check_origin: false,
  server: true

# The hub does not write a line for each join either.
config :logger, level: :warning
