using System.Text.Json;

namespace Batch;

/// <summary>
/// The results, a line of JSON each. A line is written whole or is not there: where the last run was ended within one, its beginning is cut off.
/// </summary>
internal sealed class ResultFile : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly HashSet<int> _done = [];

    private ResultFile(FileStream file) => _file = file;

    /// <summary>How many results there are.</summary>
    public int Count => _done.Count;

    /// <summary>Opens the results of earlier runs, or begins new ones.</summary>
    /// <exception cref="InvalidDataException">A line of the file is no result.</exception>
    public static async Task<ResultFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var results = new ResultFile(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
        var bytes = new byte[results._file.Length];
        await results._file.ReadExactlyAsync(bytes, cancellationToken);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var line = 0;
        for (var start = 0; start < end; line++)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            results._done.Add(ReadId(bytes.AsMemory(start, length)) ?? throw new InvalidDataException($"{path}, line {line + 1}: it is no result of this program."));
            start += length + 1;
        }

        results._file.SetLength(end);
        results._file.Position = end;
        return results;
    }

    /// <summary>Whether there is a result for an item, from whatever run.</summary>
    public bool Has(int id) => _done.Contains(id);

    /// <summary>Adds a result.</summary>
    /// <param name="id">The item's number.</param>
    /// <param name="member">What it is: a ticket, or why there is none.</param>
    /// <param name="json">The member's value.</param>
    public async Task AddAsync(int id, string member, string json)
    {
        using var line = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id"u8, id);
            writer.WritePropertyName(member);
            writer.WriteRawValue(json);
            writer.WriteEndObject();
        }

        // What was paid for is written down, also when the run is ending.
        line.WriteByte((byte)'\n');
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            await _file.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), CancellationToken.None);
            await _file.FlushAsync(CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writing.Dispose();
        await _file.DisposeAsync();
    }

    private static int? ReadId(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var result = JsonDocument.Parse(line);
            return result.RootElement.ValueKind == JsonValueKind.Object && result.RootElement.TryGetProperty("id"u8, out var id) && id.TryGetInt32(out var number) ? number : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
