defmodule PhoenixPeer.Application do
  use Application

  @impl true
  def start(_type, _args) do
    children = [{Phoenix.PubSub, name: PhoenixPeer.PubSub}, PhoenixPeer.Endpoint]
    Supervisor.start_link(children, strategy: :one_for_one, name: PhoenixPeer.Supervisor)
  end
end
