import Config

# Bandit's own bounds stay: 100 acceptors of 16,384 connections each are far from what is measured.
config :phoenix_peer, PhoenixPeer.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: String.to_integer(System.fetch_env!("PORT"))]
