using System.Diagnostics.Metrics;
using GridCase.Functions.Hosting;

namespace GridCase.Functions.Tests.Hosting;

/// <summary>Hears what the county's meter is told by this test, and nothing that other tests tell it at the same time.</summary>
internal sealed class Ear : IDisposable
{
    private static readonly AsyncLocal<Ear?> Here = new();
    private readonly MeterListener listener = new();

    public Ear()
    {
        Here.Value = this;
        listener.InstrumentPublished = (instrument, hearer) =>
        {
            if (instrument.Meter.Name == CountyMeter.Name) hearer.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Hear(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Hear(instrument, value));
        listener.Start();
    }

    /// <summary>What was told, by the last word of its name.</summary>
    public Dictionary<string, double> Told { get; } = [];

    public void Dispose() => listener.Dispose();

    private void Hear(Instrument instrument, double value)
    {
        if (Here.Value == this) Told.Add(instrument.Name["gridcase.watchdog.".Length..], value);
    }
}
