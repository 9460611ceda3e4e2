namespace GridCase.Local.Replay.Orders;

/// <summary>An order file or its mapping cannot be used. The message names the file, the line where there is one, and what to do.</summary>
public sealed class OrderFileException(string message, Exception? inner = null) : Exception(message, inner);
