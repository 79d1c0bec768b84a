defmodule PhoenixPeer.Socket do
  use Phoenix.Socket

  channel "resources:*", PhoenixPeer.Channel

  @impl true
  def connect(_params, socket, _connect_info), do: {:ok, socket}

  # No name by which one socket could be sent away: nobody asks for that here.
  @impl true
  def id(_socket), do: nil
end

defmodule PhoenixPeer.Channel do
  use Phoenix.Channel

  # No handle_out either: a broadcast is encoded once and goes past the channels' processes.
  @impl true
  def join("resources:" <> _place, _params, socket), do: {:ok, socket}
end
