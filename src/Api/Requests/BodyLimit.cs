namespace GridCase.Api.Requests;

/// <summary>How large a body an endpoint takes, where it is not the usual 64 KB.</summary>
internal sealed record BodyLimit(int Bytes);
