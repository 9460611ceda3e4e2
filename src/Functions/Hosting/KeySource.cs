using System.Security.Cryptography;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Hosting;

/// <summary>Where the keys of the county come from: the settings (on Azure references to Key Vault), or a development account, where they are drawn once and kept beside the data.</summary>
internal static class KeySource
{
    private const string Partition = "keys|development";
    private const string FingerprintPartition = "keys|fingerprint";
    private const string FingerprintKey = "county";
    private const int KeyLength = 32;

    /// <exception cref="SettingsException">The keys are not those that the county's data were written with.</exception>
    public static async Task<KeyRing> Open(HostSettings settings, CountyTables tables, CancellationToken cancellation)
    {
        var keys = await Read(settings, tables, cancellation).ConfigureAwait(false);
        await tables.Registers.Add(Remembered(keys), cancellation).ConfigureAwait(false);
        var known = await tables.Registers.Find<Row>(FingerprintPartition, FingerprintKey, cancellation).ConfigureAwait(false);
        return known!.Word == keys.Fingerprint
            ? keys
            : throw new SettingsException(["GridCase__Keys__Data and GridCase__Keys__Seal are not the keys that this county's data were written with. Put the right secrets back; without them the personal data cannot be read."]);
    }

    private static Row Remembered(KeyRing keys)
    {
        var row = Row.Of(FingerprintPartition, FingerprintKey);
        row.Word = keys.Fingerprint;
        return row;
    }

    private static async Task<KeyRing> Read(HostSettings settings, CountyTables tables, CancellationToken cancellation)
    {
        if (settings.DataKey.Length > 0 && settings.SealKey.Length > 0) return KeyRing.Of(Convert.FromHexString(settings.DataKey), Convert.FromHexString(settings.SealKey));
        return KeyRing.Of(
            settings.DataKey.Length > 0 ? Convert.FromHexString(settings.DataKey) : await Drawn(tables, "data", cancellation).ConfigureAwait(false),
            settings.SealKey.Length > 0 ? Convert.FromHexString(settings.SealKey) : await Drawn(tables, "seal", cancellation).ConfigureAwait(false));
    }

    private static async Task<byte[]> Drawn(CountyTables tables, string name, CancellationToken cancellation)
    {
        // Of two hosts that start at once one is first; the other takes its key.
        await tables.Registers.Add(Row.Of(Partition, name).With(RandomNumberGenerator.GetBytes(KeyLength)), cancellation).ConfigureAwait(false);
        return (await tables.Registers.Find<Row>(Partition, name, cancellation).ConfigureAwait(false))!.ReadBody();
    }
}
