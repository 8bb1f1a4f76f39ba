using System.Globalization;
using System.Text.RegularExpressions;
using Jint;

namespace Cms.Recipes.Scripts;

/// <summary>Runs one JavaScript expression of a recipe within limits of time, memory, statements and recursion, and without anything of .NET.</summary>
internal static class ScriptEngine
{
    private const int MemoryBytes = 16 * 1024 * 1024;
    private const int Recursion = 100;
    private const int Statements = 100_000;
    private const int ArrayLength = 100_000;
    private const int TextLength = 1_000_000;

    // By the clock on the wall, which goes on while a busy machine runs something else: what stops an endless script is the number of its statements.
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeOfPattern = TimeSpan.FromSeconds(2);

    // Memory is only counted between statements, so what takes much of it in a single call is taken away or measured before.
    private static readonly Prepared<Acornima.Ast.Script> Narrow = Engine.PrepareScript($$"""
        (function () {
          for (const name of Object.getOwnPropertyNames(globalThis))
            if (/Array$|Buffer$|^Atomics$|^DataView$/.test(name) && name !== 'Array') delete globalThis[name];
          const texts = String.prototype;
          for (const name of ['repeat', 'padStart', 'padEnd']) {
            const own = texts[name];
            texts[name] = function (count, ...more) {
              if (count * (name === 'repeat' ? String(this).length : 1) > {{TextLength}}) throw new RangeError('a text may have {{TextLength}} letters at most');
              return own.call(this, count, ...more);
            };
          }
        })();
        """);

    /// <summary>What the script gives, as text; null and undefined give an empty one. Throws <see cref="RecipeException"/> when it fails or goes on too long.</summary>
    public static string Run(string script, IReadOnlyDictionary<string, Delegate> functions, CancellationToken cancel)
    {
        using var engine = new Engine(options =>
        {
            options.TimeoutInterval(Time).LimitMemory(MemoryBytes).LimitRecursion(Recursion).MaxStatements(Statements).MaxArraySize(ArrayLength);
            options.RegexTimeoutInterval(TimeOfPattern).CancellationToken(cancel).DisableStringCompilation().Culture(CultureInfo.InvariantCulture).LocalTimeZone(TimeZoneInfo.Utc);
        });
        engine.Execute(Narrow);
        foreach (var (name, function) in functions)
            engine.SetValue(name, function);

        try
        {
            var value = engine.Evaluate(script);
            return value.IsNull() || value.IsUndefined()
                ? ""
                : value.IsPrimitive() ? value.ToString() : throw new RecipeException($"the script {script} gives an object; it must give a text, a number or a boolean.");
        }
        catch (TimeoutException exception)
        {
            throw new RecipeException($"the script {script} ran longer than {(exception is RegexMatchTimeoutException ? TimeOfPattern : Time).TotalSeconds} s.", exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw new RecipeException($"the script {script} makes a text that is too long.", exception);
        }
        catch (JintException exception) when (!cancel.IsCancellationRequested)
        {
            throw new RecipeException($"the script {script} does not work: {exception.Message.TrimEnd('.')}.", exception);
        }
    }
}
