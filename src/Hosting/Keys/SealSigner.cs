using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GridCase.Hosting.Keys;

/// <summary>Adds up the seal of a day: HMAC-SHA256 over the day, the seal before, and each case's id, version and hash.</summary>
internal sealed class SealSigner : IDisposable
{
    private readonly IncrementalHash mac;

    public SealSigner(KeyRing keys, DateOnly day, ReadOnlySpan<byte> sealBefore)
    {
        mac = keys.Seal();
        mac.AppendData(Encoding.ASCII.GetBytes($"{day:yyyy-MM-dd}\n"));
        mac.AppendData(sealBefore);
    }

    public void Add(ReadOnlySpan<byte> caseId, int version, ReadOnlySpan<byte> hash)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, version);
        mac.AppendData(caseId);
        mac.AppendData(number);
        mac.AppendData(hash);
    }

    public byte[] Mac() => mac.GetHashAndReset();

    public void Dispose() => mac.Dispose();
}
