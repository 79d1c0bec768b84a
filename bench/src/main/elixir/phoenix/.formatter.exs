[
  inputs: ["*.exs", "{config,lib}/*.{ex,exs}"],
  line_length: 120,
  locals_without_parens: [channel: 2, get: 3, plug: 1, plug: 2, post: 3, socket: 3]
]
