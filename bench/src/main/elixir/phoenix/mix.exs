defmodule PhoenixPeer.MixProject do
  use Mix.Project

  # What the generator of Phoenix 1.7 asks for, less what draws pages.
  @asked [phoenix: "~> 1.7.21", bandit: "~> 1.5 and < 1.12.0", jason: "~> 1.2"]

  # Bandit 1.12 and HPAX 1.0.4 do not compile with Elixir 1.14, which Debian 12 has, and an earlier Bandit expects timeouts as
  # Thousand Island had them before 1.5.
  @held_back [hpax: "~> 1.0 and < 1.0.4", thousand_island: "~> 1.4.0"]

  @needed_by_these ~w(castore mime phoenix_pubsub phoenix_template plug plug_crypto telemetry websock websock_adapter)a

  def project do
    [
      app: :phoenix_peer,
      version: "1.0.0",
      elixir: "~> 1.14",
      start_permanent: true,
      deps: deps(System.get_env("CONCIERGE_PHOENIX_DEPS", ""))
    ]
  end

  def application do
    [mod: {PhoenixPeer.Application, []}, extra_applications: [:logger]]
  end

  defp deps(""), do: @asked ++ @held_back

  # Where hex.pm is out of reach: a folder with a checkout of each, named as the package is.
  defp deps(folder) do
    for {name, versions} <- @asked ++ @held_back ++ Enum.map(@needed_by_these, &{&1, ">= 0.0.0"}) do
      {name, versions, path: Path.join(folder, "#{name}"), override: true}
    end
  end
end
