using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>An answer of a service with nothing in it but its status.</summary>
internal sealed class FakeResponse(int status) : Response
{
    public static FakeResponse Done { get; } = new(204);

    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => false;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = null;
        return false;
    }
}
