using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptGen.Testing;

/// <summary>The files of recordings: one for each request, named after its prompt and its key.</summary>
internal sealed partial class RecordingFolder(string path)
{
    private const int MaxNameLength = 100;
    private const long MaxBytes = 64 * 1024 * 1024;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The paths of all recordings, in the order of their names.</summary>
    public IEnumerable<string> Files => Directory.Exists(Path)
        ? Directory.EnumerateFiles(Path, "*.json").Where(static file => FileName().IsMatch(System.IO.Path.GetFileName(file))).Order(StringComparer.Ordinal)
        : [];

    public string PathOf(Recording recording) => System.IO.Path.Combine(Path, $"{NameOf(recording.Prompt)}.{Recording.KeyOf(recording.Request)}.json");

    /// <summary>Reads a recording; null where there is none.</summary>
    /// <exception cref="RecordingException">The file is no recording, or not of the request that it is named after.</exception>
    public static Recording? Read(string file)
    {
        try
        {
            if (!File.Exists(file))
                return null;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaxBytes)
                throw Damaged(file, string.Create(CultureInfo.InvariantCulture, $"It has more than {MaxBytes} bytes."));
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var json = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
            var recording = RecordingReader.Read(json);
            return file.EndsWith($".{Recording.KeyOf(recording.Request)}.json", StringComparison.Ordinal)
                ? recording
                : throw Damaged(file, "/request: it is not the one that the file is named after.");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (RejectedRequestException exception)
        {
            throw Damaged(file, exception.Reason, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{file}: the recording cannot be read: {exception.Message}", file, exception);
        }
    }

    /// <summary>Writes a recording, so that whoever reads the file meanwhile reads the whole of the old one or of the new one.</summary>
    /// <exception cref="RecordingException">It cannot be written.</exception>
    public static void Write(string file, Recording recording)
    {
        var bytes = RecordingWriter.Write(recording);
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new RecordingException($"{file}: the recording cannot be written: {exception.Message}", file, exception);
        }
    }

    /// <summary>The recordings of a prompt that can be read.</summary>
    public IEnumerable<(string File, Recording Recording)> OfPrompt(string? prompt)
    {
        foreach (var file in Files)
        {
            if (System.IO.Path.GetFileName(file).StartsWith(NameOf(prompt) + ".", StringComparison.Ordinal) && TryRead(file) is { } recording && recording.Prompt == prompt)
                yield return (file, recording);
        }
    }

    private static Recording? TryRead(string file)
    {
        try
        {
            return Read(file);
        }
        catch (RecordingException)
        {
            // Whoever asks for it is told.
            return null;
        }
    }

    private static RecordingException Damaged(string file, string reason, Exception? cause = null) =>
        new($"{file}: the recording is damaged: {reason} Delete the file, and record it anew.", file, cause);

    /// <summary>A prompt's name as every file system takes it.</summary>
    private static string NameOf(string? prompt)
    {
        var name = NotInNames().Replace(prompt ?? "request", "_");
        return name.Length <= MaxNameLength ? name : name[^MaxNameLength..];
    }

    [GeneratedRegex(@"\.[0-9a-f]{16}\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInNames();
}
