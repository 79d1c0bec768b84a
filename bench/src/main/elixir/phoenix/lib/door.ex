defmodule PhoenixPeer.Door do
  use Phoenix.Controller, formats: []

  alias PhoenixPeer.Endpoint

  def ready(conn, _params), do: send_resp(conn, 200, "")

  # Plug's parser puts a body that is a list under this name.
  def broadcast(conn, %{"_json" => notifications}) do
    for %{"businessId" => business, "locationId" => location} = notification <- notifications do
      Endpoint.broadcast!("resources:#{business}-#{location}", "resource_update", notification)
    end

    send_resp(conn, 200, "")
  end
end

defmodule PhoenixPeer.ErrorJSON do
  def render(template, _assigns), do: %{error: Phoenix.Controller.status_message_from_template(template)}
end

defmodule PhoenixPeer.Router do
  use Phoenix.Router

  get "/ready", PhoenixPeer.Door, :ready
  post "/broadcast", PhoenixPeer.Door, :broadcast
end

defmodule PhoenixPeer.Endpoint do
  use Phoenix.Endpoint, otp_app: :phoenix_peer

  # WebSocket as Phoenix sets it up, without compression, which neither Socket.IO nor the hub is asked for.
  socket "/socket", PhoenixPeer.Socket, websocket: true, longpoll: false

  # No Plug.Telemetry, which would write lines for every post.
  plug Plug.Parsers, parsers: [:json], json_decoder: Jason
  plug PhoenixPeer.Router
end
