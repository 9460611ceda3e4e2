using GridCase.Api.Hosting;

namespace GridCase.Hosting.Keys;

/// <summary>The host's keyed hash of callers' numbers.</summary>
internal sealed class HostCallerKeys(CallerKeys keys) : ICallerKeys
{
    public string? Of(string? phone) => keys.Of(phone);

    public string? OfAddress(string? address) => keys.OfAddress(address);
}
