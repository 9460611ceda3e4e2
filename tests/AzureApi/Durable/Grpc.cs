// What src/Functions uses of Grpc.Core.Api.
namespace Grpc.Core;

public enum StatusCode
{
    OK = 0,
    Unknown = 2,
    InvalidArgument = 3,
    NotFound = 5,
    AlreadyExists = 6,
    FailedPrecondition = 9,
    Internal = 13,
    Unavailable = 14,
}

public struct Status(StatusCode statusCode, string detail)
{
    public StatusCode StatusCode { get; } = statusCode;

    public string Detail { get; } = detail;
}

public class RpcException(Status status) : Exception(status.Detail)
{
    public StatusCode StatusCode => Status.StatusCode;

    public Status Status { get; } = status;
}
