namespace GridCase.Api.Problems;

/// <summary>What the HTTP surface logs: routes as patterns and ids, never a query, a body or a name.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Request {RequestId} {Method} {Route} faulted")]
    public static partial void Faulted(ILogger log, string requestId, string method, string route, Exception fault);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Debug, Message = "Request {RequestId} {Method} {Route} answered {Status} in {Milliseconds} ms")]
    public static partial void Answered(ILogger log, string requestId, string method, string route, int status, double milliseconds);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "Signature of key {KeyId} refused: {Code}")]
    public static partial void SignatureRefused(ILogger log, string keyId, string code);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Sign-in refused: {Code}")]
    public static partial void SignInRefused(ILogger log, string code);
}
